/** Web security of the pages: filter chain, security headers, CSRF tokens and request filters. */
@NullMarked
package org.stackdeck.ui.signin.security;

import org.jspecify.annotations.NullMarked;
