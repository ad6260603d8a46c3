/** Lists of resources, with the deletion of several. */
@NullMarked
package org.stackdeck.ui.resources.list;

import org.jspecify.annotations.NullMarked;
