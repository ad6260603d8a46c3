/** Page of the signed-in user's SSH key pairs. */
@org.jspecify.annotations.NullMarked
package org.stackdeck.ui.keypairs;
