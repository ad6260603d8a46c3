package org.stackdeck.operations;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class ResourceOperationOnMariaDbTests extends ResourceOperationTests {}
