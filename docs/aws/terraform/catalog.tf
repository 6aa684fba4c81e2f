resource "aws_glue_catalog_database" "own" {
  name        = var.schema
  description = "Tables of graphc that belong to no tenant"
}

resource "aws_glue_catalog_database" "tenant" {
  for_each = toset(var.tenants)

  name        = "${var.schema}_${each.key}"
  description = "Tables of graphc for ${each.key}"
}

resource "aws_glue_catalog_database" "source" {
  for_each = toset(var.tenants)

  name        = "raw_${var.schema}_${each.key}"
  description = "What the crawler found in the files of ${each.key}"
}

data "aws_iam_policy_document" "trust_glue" {
  # Glue takes the role on when the crawler runs, and only for crawlers of this account.
  statement {
    sid = "TrustGlue"
    actions = [
      "sts:AssumeRole",
    ]

    principals {
      type        = "Service"
      identifiers = ["glue.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "crawl" {
  for_each = toset(var.tenants)

  # The crawler reads the beginning of files to learn their columns: this tenant's and nobody else's.
  statement {
    sid = "CrawlFiles"
    actions = [
      "s3:GetObject",
    ]
    resources = ["${local.source}/${var.source_prefix}${each.key}/*"]
  }

  # It lists the folders below its own. IfExists, because the question whether a single object is there needs this permission too and has
  # no prefix.
  statement {
    sid = "CrawlBucket"
    actions = [
      "s3:ListBucket",
      "s3:GetBucketLocation",
    ]
    resources = [local.source]

    condition {
      test     = "StringLikeIfExists"
      variable = "s3:prefix"
      values   = ["${var.source_prefix}${each.key}/*"]
    }
  }

  # It writes what it found: new tables, changed ones, new partitions. It deletes none, see the crawler's policy.
  statement {
    sid = "CrawlTables"
    actions = [
      "glue:GetDatabase",
      "glue:GetTable",
      "glue:GetTables",
      "glue:CreateTable",
      "glue:UpdateTable",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:BatchGetPartition",
      "glue:CreatePartition",
      "glue:BatchCreatePartition",
      "glue:UpdatePartition",
      "glue:BatchUpdatePartition",
    ]
    # Glue asks for the catalog and the database beside the table.
    resources = [
      "${local.glue}:catalog",
      "${local.glue}:database/raw_${var.schema}_${each.key}",
      "${local.glue}:table/raw_${var.schema}_${each.key}/*",
    ]
  }

  # Where it writes why it failed. All crawlers of an account share this group; Glue chooses its name.
  statement {
    sid = "CrawlLogs"
    actions = [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws-glue/crawlers",
      "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws-glue/crawlers:*",
    ]
  }

  dynamic "statement" {
    for_each = local.has_source_key ? [var.source_kms_key_arn] : []

    # To read what is encrypted with that key, through S3 alone.
    content {
      sid = "CrawlKey"
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

resource "aws_iam_role" "crawler" {
  for_each = toset(var.tenants)

  name               = "${var.name}-crawler-${each.key}"
  description        = "Lets the crawler of ${each.key} read its files and describe them"
  assume_role_policy = data.aws_iam_policy_document.trust_glue.json
}

resource "aws_iam_role_policy" "crawl" {
  for_each = toset(var.tenants)

  name   = "crawl"
  role   = aws_iam_role.crawler[each.key].id
  policy = data.aws_iam_policy_document.crawl[each.key].json
}

# No schedule: `graphc source crawl` starts it when there is something new, and a crawler is paid for by the time it runs.
resource "aws_glue_crawler" "tenant" {
  for_each = toset(var.tenants)

  name          = "${var.name}-${each.key}"
  description   = "Describes the files of ${each.key}"
  role          = aws_iam_role.crawler[each.key].arn
  database_name = aws_glue_catalog_database.source[each.key].name

  s3_target {
    path = "s3://${var.source_bucket}/${var.source_prefix}${each.key}/"
  }

  # A table whose files are gone stays, so that a late delivery breaks no project; `graphc source check` tells.
  schema_change_policy {
    update_behavior = "UPDATE_IN_DATABASE"
    delete_behavior = "LOG"
  }

  recrawl_policy {
    recrawl_behavior = "CRAWL_EVERYTHING"
  }

  # Without the level, folders with like columns become one table.
  configuration = jsonencode({
    Version       = 1.0
    Grouping      = { TableLevelConfiguration = var.source_table_level }
    CrawlerOutput = { Partitions = { AddOrUpdateBehavior = "InheritFromTable" } }
  })

  depends_on = [aws_iam_role_policy.crawl]
}

resource "aws_athena_workgroup" "graphc" {
  name          = var.name
  description   = "Queries of graphc"
  state         = "ENABLED"
  force_destroy = false

  configuration {
    bytes_scanned_cutoff_per_query = var.bytes_scanned_limit
    # Not enforced: in an enforcing workgroup a table cannot be given the folder that it is made in (CREATE TABLE AS with
    # external_location fails). What may be written where is held by the policies. The byte limit counts all the same.
    enforce_workgroup_configuration    = false
    publish_cloudwatch_metrics_enabled = true
    requester_pays_enabled             = false

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location = "s3://${aws_s3_bucket.bucket.id}/results/"

      encryption_configuration {
        encryption_option = local.has_key ? "SSE_KMS" : "SSE_S3"
        kms_key_arn       = local.has_key ? var.kms_key_arn : null
      }
    }
  }
}
