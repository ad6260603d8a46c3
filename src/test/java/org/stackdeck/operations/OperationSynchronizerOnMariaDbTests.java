package org.stackdeck.operations;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class OperationSynchronizerOnMariaDbTests extends OperationSynchronizerTests {}
