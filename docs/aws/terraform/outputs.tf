# As the outputs of the CloudFormation template.
output "region" {
  description = "region_name"
  value       = local.region
}

output "bucket_name" {
  description = "The bucket of results, tables and loads"
  value       = aws_s3_bucket.bucket.id
}

output "staging_dir" {
  description = "s3_staging_dir"
  value       = "s3://${aws_s3_bucket.bucket.id}/results/"
}

output "data_dir" {
  description = "s3_data_dir"
  value       = "s3://${aws_s3_bucket.bucket.id}/tables/"
}

output "load_location" {
  description = "location"
  value       = "s3://${aws_s3_bucket.bucket.id}/loads/"
}

output "work_group" {
  description = "work_group"
  value       = aws_athena_workgroup.graphc.name
}

output "schema" {
  description = "schema"
  value       = aws_glue_catalog_database.own.name
}

output "source_databases" {
  description = "The databases that the crawlers fill, for `schema` of the sources in tenants/TENANT.yml"
  value       = { for tenant, database in aws_glue_catalog_database.source : tenant => database.name }
}

output "crawlers" {
  description = "The crawlers, for `graphc source crawl`"
  value       = { for tenant, crawler in aws_glue_crawler.tenant : tenant => crawler.name }
}

output "neptune_endpoint" {
  description = "endpoint"
  value       = "https://${aws_neptune_cluster.graphc.endpoint}:${aws_neptune_cluster.graphc.port}"
}

output "loader_role_arn" {
  description = "loader_role_arn"
  value       = aws_iam_role.loader.arn
}

output "client_security_group" {
  description = "The security group for the machine that runs graphc"
  value       = aws_security_group.client.id
}

output "models_policy_arn" {
  description = "To attach to whoever runs graphc"
  value       = aws_iam_policy.models.arn
}

output "sources_policy_arn" {
  description = "To attach to whoever runs graphc"
  value       = aws_iam_policy.sources.arn
}

output "loads_policy_arn" {
  description = "To attach to whoever runs graphc"
  value       = aws_iam_policy.loads.arn
}

output "profiles_yml" {
  description = "profiles.yml"
  value       = <<-EOT
    graphc:
      target: aws
      outputs:
        aws:
          type: athena
          region_name: ${local.region}
          work_group: ${aws_athena_workgroup.graphc.name}
          schema: ${var.schema}
          database: awsdatacatalog
          s3_staging_dir: s3://${aws_s3_bucket.bucket.id}/results/
          s3_data_dir: s3://${aws_s3_bucket.bucket.id}/tables/
      graph_target: aws
      graph_outputs:
        aws:
          type: neptune
          endpoint: https://${aws_neptune_cluster.graphc.endpoint}:${aws_neptune_cluster.graphc.port}
          region_name: ${local.region}
          location: s3://${aws_s3_bucket.bucket.id}/loads/
          loader_role_arn: ${aws_iam_role.loader.arn}
          iam_auth: true
  EOT
}
