package org.stackdeck.requests;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class RequestsOnMariaDbTests extends RequestsTests {}
