package org.stackdeck.operations.lookup;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class ConsoleLogAndTimelineOnMariaDbTests extends ConsoleLogAndTimelineTests {}
