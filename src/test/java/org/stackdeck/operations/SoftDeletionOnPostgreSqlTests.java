package org.stackdeck.operations;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class SoftDeletionOnPostgreSqlTests extends SoftDeletionTests {}
