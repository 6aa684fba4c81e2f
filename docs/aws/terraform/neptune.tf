# Give this group to the machine that runs graphc.
resource "aws_security_group" "client" {
  name_prefix = "${var.name}-client-"
  description = "Machines that run graphc"
  vpc_id      = var.vpc_id
}

# Neptune has no address outside the VPC; inside it, only those who wear the client group come in.
resource "aws_security_group" "neptune" {
  name_prefix = "${var.name}-neptune-"
  description = "The Neptune cluster of graphc"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "client_tls" {
  security_group_id = aws_security_group.client.id
  description       = "Neptune, and Athena, Glue and S3 over TLS"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "clients_to_neptune" {
  security_group_id            = aws_security_group.client.id
  description                  = "Neptune"
  ip_protocol                  = "tcp"
  from_port                    = 8182
  to_port                      = 8182
  referenced_security_group_id = aws_security_group.neptune.id
}

resource "aws_vpc_security_group_egress_rule" "neptune_tls" {
  security_group_id = aws_security_group.neptune.id
  description       = "The loader reads S3 over TLS; the gateway endpoint is the only way out that it needs"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "neptune_from_clients" {
  security_group_id            = aws_security_group.neptune.id
  description                  = "graphc"
  ip_protocol                  = "tcp"
  from_port                    = 8182
  to_port                      = 8182
  referenced_security_group_id = aws_security_group.client.id
}

resource "aws_vpc_security_group_ingress_rule" "neptune_from_cidr" {
  count = var.client_cidr == "" ? 0 : 1

  security_group_id = aws_security_group.neptune.id
  description       = "graphc by VPN"
  ip_protocol       = "tcp"
  from_port         = 8182
  to_port           = 8182
  cidr_ipv4         = var.client_cidr
}

# The loader's way to S3, which costs nothing; a NAT gateway is not needed for it. It has the default policy, because everything in these
# subnets goes to S3 through it.
resource "aws_vpc_endpoint" "s3" {
  count = length(var.route_table_ids) == 0 ? 0 : 1

  vpc_endpoint_type = "Gateway"
  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.${local.region}.s3"
  route_table_ids   = var.route_table_ids
}

data "aws_iam_policy_document" "trust_neptune" {
  # Neptune's service principal is that of RDS. No condition: Neptune's guide names none that the loader would meet.
  statement {
    sid = "TrustNeptune"
    actions = [
      "sts:AssumeRole",
    ]

    principals {
      type        = "Service"
      identifiers = ["rds.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "load" {
  # The loader reads the files of loads, and nothing else of the bucket.
  statement {
    sid = "ReadLoads"
    actions = [
      "s3:GetObject",
    ]
    resources = ["${aws_s3_bucket.bucket.arn}/loads/*"]
  }

  # It finds the files by their prefix, and compares the bucket's region with that of the request. IfExists as for the crawlers.
  statement {
    sid = "ListLoads"
    actions = [
      "s3:ListBucket",
      "s3:GetBucketLocation",
    ]
    resources = [aws_s3_bucket.bucket.arn]

    condition {
      test     = "StringLikeIfExists"
      variable = "s3:prefix"
      values   = ["loads/*"]
    }
  }

  dynamic "statement" {
    for_each = local.has_key ? [var.kms_key_arn] : []

    # To read what is encrypted with your key, through S3 alone.
    content {
      sid = "ReadLoadsKey"
      actions = [
        "kms:Decrypt",
      ]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [local.via_s3]
      }
    }
  }
}

resource "aws_iam_role" "loader" {
  name               = "${var.name}-loader"
  description        = "Lets Neptune's loader read the files of loads"
  assume_role_policy = data.aws_iam_policy_document.trust_neptune.json
}

resource "aws_iam_role_policy" "load" {
  name   = "load"
  role   = aws_iam_role.loader.id
  policy = data.aws_iam_policy_document.load.json
}

resource "aws_neptune_subnet_group" "graphc" {
  name        = var.name
  description = "The subnets of graphc's Neptune cluster"
  subnet_ids  = var.subnet_ids
}

resource "aws_neptune_cluster_parameter_group" "graphc" {
  name        = var.name
  description = "Parameters of graphc's Neptune cluster"
  family      = var.parameter_group_family

  parameter {
    name         = "neptune_query_timeout"
    value        = var.query_timeout
    apply_method = "pending-reboot"
  }
}

resource "aws_neptune_cluster" "graphc" {
  cluster_identifier                   = var.name
  engine                               = "neptune"
  engine_version                       = var.engine_version
  neptune_subnet_group_name            = aws_neptune_subnet_group.graphc.name
  neptune_cluster_parameter_group_name = aws_neptune_cluster_parameter_group.graphc.name
  vpc_security_group_ids               = [aws_security_group.neptune.id]
  port                                 = 8182
  iam_roles                            = [aws_iam_role.loader.arn]
  # Every request is signed and checked against the policies; without it, whoever reaches the port may do everything.
  iam_database_authentication_enabled = true
  storage_encrypted                   = true
  kms_key_arn                         = local.has_key ? var.kms_key_arn : null
  deletion_protection                 = var.deletion_protection
  backup_retention_period             = var.backup_days
  copy_tags_to_snapshot               = true
  skip_final_snapshot                 = false
  final_snapshot_identifier           = "${var.name}-final"

  dynamic "serverless_v2_scaling_configuration" {
    for_each = var.instance_class == "db.serverless" ? [1] : []

    content {
      min_capacity = var.min_capacity
      max_capacity = var.max_capacity
    }
  }
}

# The writer. Loads need no replica.
resource "aws_neptune_cluster_instance" "writer" {
  identifier                 = "${var.name}-writer"
  cluster_identifier         = aws_neptune_cluster.graphc.id
  engine                     = "neptune"
  instance_class             = var.instance_class
  neptune_subnet_group_name  = aws_neptune_subnet_group.graphc.name
  auto_minor_version_upgrade = true
}
