package org.stackdeck.operations;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class ImageUploadOnMariaDbTests extends ImageUploadTests {}
