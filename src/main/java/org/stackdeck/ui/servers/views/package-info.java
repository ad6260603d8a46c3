/**
 * Views of the server grid, which users can save and share. The tab of a view applies its filters, sort order and
 * columns.
 */
@NullMarked
package org.stackdeck.ui.servers.views;

import org.jspecify.annotations.NullMarked;
