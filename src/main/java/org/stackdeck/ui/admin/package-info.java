/** Administration pages for clouds and settings, and the notifier that refreshes open administration pages. */
@NullMarked
package org.stackdeck.ui.admin;

import org.jspecify.annotations.NullMarked;
