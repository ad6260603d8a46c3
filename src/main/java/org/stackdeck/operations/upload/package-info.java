/** Uploads the data of images from users to the clouds. */
@NullMarked
package org.stackdeck.operations.upload;

import org.jspecify.annotations.NullMarked;
