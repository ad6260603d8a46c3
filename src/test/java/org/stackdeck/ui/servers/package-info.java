@NullMarked
package org.stackdeck.ui.servers;

import org.jspecify.annotations.NullMarked;
