package org.stackdeck.operations;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class VolumeTransferOnPostgreSqlTests extends VolumeTransferTests {}
