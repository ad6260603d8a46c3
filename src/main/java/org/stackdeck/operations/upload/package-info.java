/** Receives the data of images. */
@NullMarked
package org.stackdeck.operations.upload;

import org.jspecify.annotations.NullMarked;
