@NullMarked
package org.stackdeck.ui.requests;

import org.jspecify.annotations.NullMarked;
