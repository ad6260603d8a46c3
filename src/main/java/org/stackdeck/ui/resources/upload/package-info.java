/** Uploads the data of images from the browser. */
@NullMarked
package org.stackdeck.ui.resources.upload;

import org.jspecify.annotations.NullMarked;
