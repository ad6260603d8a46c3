package org.stackdeck.operations.lookup;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class ConsoleLogAndTimelineOnPostgreSqlTests extends ConsoleLogAndTimelineTests {}
