/** Lists of resources, with bulk deletion. */
@NullMarked
package org.stackdeck.ui.resources.list;

import org.jspecify.annotations.NullMarked;
