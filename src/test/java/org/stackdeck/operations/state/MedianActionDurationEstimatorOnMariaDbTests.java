package org.stackdeck.operations.state;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class MedianActionDurationEstimatorOnMariaDbTests extends MedianActionDurationEstimatorTests {}
