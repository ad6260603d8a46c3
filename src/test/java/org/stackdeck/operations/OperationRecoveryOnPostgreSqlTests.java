package org.stackdeck.operations;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class OperationRecoveryOnPostgreSqlTests extends OperationRecoveryTests {}
