# What graphc needs on AWS, as ../cloudformation/graphc.yaml has it; docs/aws.md tells how to use it. A test of graphc compares both.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  region    = data.aws_region.current.name
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  glue      = "arn:${local.partition}:glue:${local.region}:${local.account}"
  source    = "arn:${local.partition}:s3:::${var.source_bucket}"
  via_s3    = "s3.${local.region}.${data.aws_partition.current.dns_suffix}"

  has_key        = var.kms_key_arn != ""
  has_source_key = var.source_kms_key_arn != ""
}
