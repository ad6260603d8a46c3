/** Main layout of the application pages: header, navigation, banners, and the home, error and not-found pages. */
@NullMarked
package org.stackdeck.ui.layout;

import org.jspecify.annotations.NullMarked;
