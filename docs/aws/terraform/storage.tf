# results/ is Athena's, tables/ holds the rows of the models, loads/ what Neptune's loader reads. No versions are kept: everything here
# can be made again from the sources, and old versions would be paid for.
resource "aws_s3_bucket" "bucket" {
  bucket = "${var.name}-${local.account}-${local.region}"
}

resource "aws_s3_bucket_public_access_block" "bucket" {
  bucket                  = aws_s3_bucket.bucket.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = local.has_key ? "aws:kms" : "AES256"
      kms_master_key_id = local.has_key ? var.kms_key_arn : null
    }

    # One call of KMS for many objects.
    bucket_key_enabled = local.has_key ? true : null
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  # Athena never deletes results.
  rule {
    id     = "results"
    status = "Enabled"

    filter {
      prefix = "results/"
    }

    expiration {
      days = var.result_days
    }
  }

  # A load that is done needs its files no more. tables/ has no such rule: those files are the tables.
  rule {
    id     = "loads"
    status = "Enabled"

    filter {
      prefix = "loads/"
    }

    expiration {
      days = var.load_days
    }
  }

  # Parts of uploads that never ended are invisible, and paid for.
  rule {
    id     = "unfinished-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
}

data "aws_iam_policy_document" "bucket" {
  # Whatever somebody is allowed elsewhere, without TLS it is refused. In a Deny the star makes it narrower for everybody.
  statement {
    sid    = "DenyWithoutTls"
    effect = "Deny"
    actions = [
      "s3:*",
    ]
    resources = [
      aws_s3_bucket.bucket.arn,
      "${aws_s3_bucket.bucket.arn}/*",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "bucket" {
  bucket = aws_s3_bucket.bucket.id
  policy = data.aws_iam_policy_document.bucket.json

  # Two changes of a bucket's access at once meet a conflict.
  depends_on = [aws_s3_bucket_public_access_block.bucket]
}
