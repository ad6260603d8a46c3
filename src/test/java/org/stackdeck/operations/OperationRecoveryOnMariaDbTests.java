package org.stackdeck.operations;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class OperationRecoveryOnMariaDbTests extends OperationRecoveryTests {}
