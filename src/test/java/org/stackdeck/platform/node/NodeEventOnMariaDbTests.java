package org.stackdeck.platform.node;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class NodeEventOnMariaDbTests extends NodeEventTests {}
