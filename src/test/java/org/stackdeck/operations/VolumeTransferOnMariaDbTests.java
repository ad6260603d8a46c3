package org.stackdeck.operations;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class VolumeTransferOnMariaDbTests extends VolumeTransferTests {}
