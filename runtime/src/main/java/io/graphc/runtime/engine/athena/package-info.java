/** Amazon Athena, engine version 3, by the AWS SDK: the warehouse of teams whose tables are in AWS Glue and Amazon S3. */
@NullMarked
package io.graphc.runtime.engine.athena;

import org.jspecify.annotations.NullMarked;
