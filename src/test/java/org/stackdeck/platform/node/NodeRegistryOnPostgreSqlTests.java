package org.stackdeck.platform.node;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class NodeRegistryOnPostgreSqlTests extends NodeRegistryTests {}
