package org.stackdeck.operations;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class RecentOperationOnPostgreSqlTests extends RecentOperationTests {}
