package org.stackdeck.operations.state;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class MedianActionDurationEstimatorOnPostgreSqlTests extends MedianActionDurationEstimatorTests {}
