package org.stackdeck.platform.node;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class NodeEventOnPostgreSqlTests extends NodeEventTests {}
