# As the parameters of the CloudFormation template, in the same order and with the same defaults.
variable "name" {
  type        = string
  description = "What the names of everything here begin with."
  default     = "graphc"

  validation {
    condition     = can(regex("^([a-z][a-z0-9-]{0,19})$", var.name))
    error_message = "name must match [a-z][a-z0-9-]{0,19}."
  }
}

variable "schema" {
  type        = string
  description = "The schema of the profile; graphc makes tables in the Glue databases SCHEMA and SCHEMA_... and in no others."
  default     = "graphc"

  validation {
    condition     = can(regex("^([a-z][a-z0-9_]{0,60})$", var.schema))
    error_message = "schema must match [a-z][a-z0-9_]{0,60}."
  }
}

variable "tenants" {
  type        = list(string)
  description = "The tenants by the names that their files below tenants/ have. The files of each are read at source_prefix TENANT/."

  validation {
    condition     = alltrue([for tenant in var.tenants : can(regex("^[a-z][a-z0-9_]{0,34}$", tenant))])
    error_message = "tenants must match [a-z][a-z0-9_]{0,34}."
  }
}

variable "source_bucket" {
  type        = string
  description = "The bucket that holds the tenants' files. It is not made here, and only read."

  validation {
    condition     = can(regex("^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$", var.source_bucket))
    error_message = "source_bucket must match [a-z0-9][a-z0-9.-]{1,61}[a-z0-9]."
  }
}

variable "source_prefix" {
  type        = string
  description = "Where the tenants' files lie in that bucket; empty, or with a slash at its end."
  default     = "exports/"

  validation {
    condition     = can(regex("^(([^/*?]+/)*)$", var.source_prefix))
    error_message = "source_prefix must match ([^/*?]+/)*."
  }
}

variable "source_table_level" {
  type        = number
  description = "At which level of folders the tables are, the bucket being 1. For bucket/exports/acme/users/ it is 4."
  default     = 4

  validation {
    condition     = var.source_table_level >= 2
    error_message = "source_table_level must be at least 2."
  }
}

variable "runner_role" {
  type        = string
  description = "The name of the role that runs graphc, which then gets the policies; without it you attach them yourself."
  default     = ""
}

variable "bytes_scanned_limit" {
  type        = number
  description = "How many bytes one query may scan before Athena ends it."
  default     = 107374182400

  validation {
    condition     = var.bytes_scanned_limit >= 10000000
    error_message = "bytes_scanned_limit must be at least 10000000."
  }
}

variable "result_days" {
  type        = number
  description = "After how many days results of queries are deleted."
  default     = 7

  validation {
    condition     = var.result_days >= 1
    error_message = "result_days must be at least 1."
  }
}

variable "load_days" {
  type        = number
  description = "After how many days the files of a load are deleted."
  default     = 90

  validation {
    condition     = var.load_days >= 1
    error_message = "load_days must be at least 1."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "A key of your own for the bucket, results and Neptune's storage; AWS's own keys without it. Choose before there is a cluster."
  default     = ""

  validation {
    condition     = can(regex("^((arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?)$", var.kms_key_arn))
    error_message = "kms_key_arn must match (arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?."
  }
}

variable "source_kms_key_arn" {
  type        = string
  description = "The key that the source bucket is encrypted with, if it is one of your own."
  default     = ""

  validation {
    condition     = can(regex("^((arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?)$", var.source_kms_key_arn))
    error_message = "source_kms_key_arn must match (arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?."
  }
}

variable "vpc_id" {
  type        = string
  description = "The VPC that Neptune lives in."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets of it, in two availability zones at least."
}

variable "route_table_ids" {
  type        = list(string)
  description = "The route tables of those subnets, for the way to S3; empty where they have a gateway endpoint for S3."
  default     = []
}

variable "client_cidr" {
  type        = string
  description = "A range of addresses, that of a VPN for instance, that may reach Neptune beside the client security group."
  default     = ""

  validation {
    condition     = can(regex("^(([0-9.]+/[0-9]+)?)$", var.client_cidr))
    error_message = "client_cidr must match ([0-9.]+/[0-9]+)?."
  }
}

variable "engine_version" {
  type        = string
  description = "Neptune's engine version."
  default     = "1.4.5.1"
}

variable "parameter_group_family" {
  type        = string
  description = "The family of parameters that goes with the engine version."
  default     = "neptune1.4"
}

variable "instance_class" {
  type        = string
  description = "The class of the writer; db.serverless grows and shrinks between min_capacity and max_capacity."
  default     = "db.serverless"
}

variable "min_capacity" {
  type        = number
  description = "Serverless only - the capacity in NCUs that is always paid for."
  default     = 1

  validation {
    condition     = var.min_capacity >= 1 && var.min_capacity <= 128
    error_message = "min_capacity must be at least 1 and at most 128."
  }
}

variable "max_capacity" {
  type        = number
  description = "Serverless only - the capacity in NCUs that a load may grow to."
  default     = 16

  validation {
    condition     = var.max_capacity >= 2.5 && var.max_capacity <= 128
    error_message = "max_capacity must be at least 2.5 and at most 128."
  }
}

variable "query_timeout" {
  type        = number
  description = "After how many milliseconds Neptune ends a query. A change takes effect when the instance is rebooted."
  default     = 120000

  validation {
    condition     = var.query_timeout >= 10 && var.query_timeout <= 2147483647
    error_message = "query_timeout must be at least 10 and at most 2147483647."
  }
}

variable "backup_days" {
  type        = number
  description = "How many days automatic backups are kept."
  default     = 7

  validation {
    condition     = var.backup_days >= 1 && var.backup_days <= 35
    error_message = "backup_days must be at least 1 and at most 35."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Whether Neptune refuses to delete the cluster."
  default     = true
}
