package org.stackdeck.operations;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class IdempotentOperationOnPostgreSqlTests extends IdempotentOperationTests {}
