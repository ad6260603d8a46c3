package org.stackdeck.operations;

class ImageUploadOnH2Tests extends ImageUploadTests {}
