/** REST endpoints for registration, sign-in and second factors, and the access tokens of the REST API. */
@NullMarked
package org.stackdeck.api.auth;

import org.jspecify.annotations.NullMarked;
