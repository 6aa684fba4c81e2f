# Building the models: Athena, their Glue databases, their files.
data "aws_iam_policy_document" "models" {
  # Start statements, wait for them, read their rows, stop them on Ctrl-C; read the workgroup's settings first. In this workgroup alone,
  # so that its byte limit always holds.
  statement {
    sid = "RunQueries"
    actions = [
      "athena:StartQueryExecution",
      "athena:GetQueryExecution",
      "athena:BatchGetQueryExecution",
      "athena:GetQueryResults",
      "athena:StopQueryExecution",
      "athena:GetWorkGroup",
    ]
    resources = ["arn:${local.partition}:athena:${local.region}:${local.account}:workgroup/${var.name}"]
  }

  # Athena looks at the database `default` whatever a query names.
  statement {
    sid = "DefaultDatabase"
    actions = [
      "glue:GetDatabase",
    ]
    resources = [
      "${local.glue}:catalog",
      "${local.glue}:database/default",
    ]
  }

  # Make, replace and drop tables, views and partitions of models. CreateDatabase, because a model, a test or a new tenant can have a schema
  # of its own, SCHEMA_...; names that begin otherwise are out of reach.
  statement {
    sid = "OwnTables"
    actions = [
      "glue:GetDatabase",
      "glue:CreateDatabase",
      "glue:GetTable",
      "glue:GetTables",
      "glue:CreateTable",
      "glue:UpdateTable",
      "glue:DeleteTable",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:BatchGetPartition",
      "glue:CreatePartition",
      "glue:BatchCreatePartition",
      "glue:UpdatePartition",
      "glue:BatchUpdatePartition",
      "glue:DeletePartition",
      "glue:BatchDeletePartition",
    ]
    # Glue asks for the catalog and the database beside the table.
    resources = [
      "${local.glue}:catalog",
      "${local.glue}:database/${var.schema}",
      "${local.glue}:database/${var.schema}_*",
      "${local.glue}:table/${var.schema}/*",
      "${local.glue}:table/${var.schema}_*/*",
    ]
  }

  # Athena acts with the caller's rights on S3: it asks where the bucket is, lists folders, finds parts of uploads. For the whole of this
  # bucket, which is graphc's own.
  statement {
    sid = "OwnBucket"
    actions = [
      "s3:GetBucketLocation",
      "s3:ListBucket",
      "s3:ListBucketMultipartUploads",
    ]
    resources = [aws_s3_bucket.bucket.arn]
  }

  # Results are written and read; the lifecycle rule deletes them.
  statement {
    sid = "ResultFiles"
    actions = [
      "s3:GetObject",
      "s3:PutObject",
      "s3:AbortMultipartUpload",
      "s3:ListMultipartUploadParts",
    ]
    resources = ["${aws_s3_bucket.bucket.arn}/results/*"]
  }

  # Files of tables are written, read, and deleted when a newer table has taken their place.
  statement {
    sid = "TableFiles"
    actions = [
      "s3:GetObject",
      "s3:PutObject",
      "s3:DeleteObject",
      "s3:AbortMultipartUpload",
      "s3:ListMultipartUploadParts",
    ]
    resources = ["${aws_s3_bucket.bucket.arn}/tables/*"]
  }

  dynamic "statement" {
    for_each = local.has_key ? [var.kms_key_arn] : []

    # To read and write what is encrypted with your key, through S3 alone.
    content {
      sid = "OwnKey"
      actions = [
        "kms:Decrypt",
        "kms:GenerateDataKey",
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

# Reading the sources. By the beginning of names, not by a list of tenants: a policy may have 6,144 characters, and what begins so is this
# module's.
data "aws_iam_policy_document" "sources" {
  # Queries and `graphc source generate|check` read definitions of tables and partitions; nothing is written.
  statement {
    sid = "SourceTables"
    actions = [
      "glue:GetDatabase",
      "glue:GetTable",
      "glue:GetTables",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:BatchGetPartition",
    ]
    # Glue asks for the catalog and the database beside the table.
    resources = [
      "${local.glue}:catalog",
      "${local.glue}:database/raw_${var.schema}_*",
      "${local.glue}:table/raw_${var.schema}_*/*",
    ]
  }

  # Which databases there are: Athena asks when it makes a table, `graphc source generate` without a name, and hints at misspelt ones. The star
  # is forced: Glue asks for all databases where all are listed; their tables stay closed.
  statement {
    sid = "ListDatabases"
    actions = [
      "glue:GetDatabases",
    ]
    resources = [
      "${local.glue}:catalog",
      "${local.glue}:database/*",
    ]
  }

  # Athena reads the rows with the caller's rights.
  statement {
    sid = "SourceFiles"
    actions = [
      "s3:GetObject",
    ]
    resources = ["${local.source}/${var.source_prefix}*"]
  }

  # It lists the folders of tables. IfExists as for the crawlers.
  statement {
    sid = "ListSources"
    actions = [
      "s3:ListBucket",
      "s3:GetBucketLocation",
    ]
    resources = [local.source]

    condition {
      test     = "StringLikeIfExists"
      variable = "s3:prefix"
      values   = ["${var.source_prefix}*"]
    }
  }

  # `graphc source crawl` starts crawlers and waits for them. It never changes one, so it needs no iam:PassRole.
  statement {
    sid = "StartCrawlers"
    actions = [
      "glue:StartCrawler",
      "glue:GetCrawler",
    ]
    resources = ["${local.glue}:crawler/${var.name}-*"]
  }

  dynamic "statement" {
    for_each = local.has_source_key ? [var.source_kms_key_arn] : []

    # To read what is encrypted with that key, through S3 alone.
    content {
      sid = "SourceKey"
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

# Loading the graph. iam:PassRole is not here: the loader role was given to the cluster when the cluster was made, and a load only names it;
# Neptune asks for StartLoaderJob alone. neptune-db:ResetDatabase is not here either: graphc never empties a graph by it.
data "aws_iam_policy_document" "loads" {
  # Files of loads are written, compared by their checksums, and deleted by `graphc clean --remote`.
  statement {
    sid = "LoadFiles"
    actions = [
      "s3:GetObject",
      "s3:PutObject",
      "s3:DeleteObject",
      "s3:AbortMultipartUpload",
      "s3:ListMultipartUploadParts",
    ]
    resources = ["${aws_s3_bucket.bucket.arn}/loads/*"]
  }

  # Is the endpoint a writer, and which version (GetEngineStatus); start a load, watch it, find it again after a crash, and cancel one that
  # graphc has started.
  statement {
    sid = "RunLoads"
    actions = [
      "neptune-db:GetEngineStatus",
      "neptune-db:StartLoaderJob",
      "neptune-db:GetLoaderJobStatus",
      "neptune-db:ListLoaderJobs",
      "neptune-db:CancelLoaderJob",
    ]
    # The star is forced: the resource of data access is the whole database, written so.
    resources = ["arn:${local.partition}:neptune-db:${local.region}:${local.account}:${aws_neptune_cluster.graphc.cluster_resource_id}/*"]
  }

  # Count and read back what was loaded, remove what the loader cannot (it only adds). No SPARQL.
  statement {
    sid = "QueryGraph"
    actions = [
      "neptune-db:ReadDataViaQuery",
      "neptune-db:WriteDataViaQuery",
      "neptune-db:DeleteDataViaQuery",
    ]
    # The star is forced as above.
    resources = ["arn:${local.partition}:neptune-db:${local.region}:${local.account}:${aws_neptune_cluster.graphc.cluster_resource_id}/*"]

    condition {
      test     = "StringEquals"
      variable = "neptune-db:QueryLanguage"
      values   = ["Gremlin", "OpenCypher"]
    }
  }
}

resource "aws_iam_policy" "models" {
  name        = "${var.name}-models"
  description = "graphc - run queries in its workgroup, make tables in its own databases and folders"
  policy      = data.aws_iam_policy_document.models.json
}

resource "aws_iam_policy" "sources" {
  name        = "${var.name}-sources"
  description = "graphc - read the tenants' tables and files, start their crawlers"
  policy      = data.aws_iam_policy_document.sources.json
}

resource "aws_iam_policy" "loads" {
  name        = "${var.name}-loads"
  description = "graphc - write files of loads, start and watch Neptune's loader, query the graph"
  policy      = data.aws_iam_policy_document.loads.json
}

resource "aws_iam_role_policy_attachment" "runner" {
  for_each = var.runner_role == "" ? {} : {
    models  = aws_iam_policy.models.arn
    sources = aws_iam_policy.sources.arn
    loads   = aws_iam_policy.loads.arn
  }

  role       = var.runner_role
  policy_arn = each.value
}
