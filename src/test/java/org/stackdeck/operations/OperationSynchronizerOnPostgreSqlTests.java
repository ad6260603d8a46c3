package org.stackdeck.operations;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class OperationSynchronizerOnPostgreSqlTests extends OperationSynchronizerTests {}
