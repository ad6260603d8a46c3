/** Actions on several selected servers or other resources: toolbar, dialog and progress. */
@NullMarked
package org.stackdeck.ui.bulk;

import org.jspecify.annotations.NullMarked;
