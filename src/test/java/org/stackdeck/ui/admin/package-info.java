@NullMarked
package org.stackdeck.ui.admin;

import org.jspecify.annotations.NullMarked;
