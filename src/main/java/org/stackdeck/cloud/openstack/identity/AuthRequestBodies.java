package org.stackdeck.cloud.openstack.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ApplicationCredential;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.DomainRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ProjectRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Unreadable;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.UserRef;

/** Builds Keystone's request bodies for {@code POST /v3/auth/tokens}. */
final class AuthRequestBodies {

    private AuthRequestBodies() {}

    /**
     * Returns the request for a token with the scope of the credential. For a password without a project, the request
     * explicitly specifies an unscoped token.
     */
    static String authenticate(KeystoneCredential keystoneCredential) {
        return switch (keystoneCredential) {
            case Password password -> authenticate(password);
            case ApplicationCredential application ->
                body("application_credential", applicationCredential(application), null);
            case Unreadable _ -> throw new IllegalArgumentException("the secret cannot be decrypted");
        };
    }

    static String rescopeTo(AuthToken authToken, ProjectId project) {
        return body("token", Map.of("id", authToken.secret()), Map.of("project", Map.of("id", project.value())));
    }

    private static String authenticate(Password password) {
        Map<String, Object> user = new LinkedHashMap<>(user(password.user()));
        user.put("password", password.password());
        ProjectRef project = password.project();
        // Without an explicit scope, Keystone uses the user's default project, if there is one.
        Object scope = project == null ? "unscoped" : Map.of("project", project(project));
        return body("password", Map.of("user", user), scope);
    }

    private static Map<String, Object> applicationCredential(ApplicationCredential application) {
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, "id", application.id());
        put(keys, "name", application.name());
        if (application.user() != null) {
            keys.put("user", user(application.user()));
        }
        keys.put("secret", application.secret());
        return keys;
    }

    private static Map<String, Object> user(UserRef user) {
        return reference(user.id(), user.name(), user.domain());
    }

    private static Map<String, Object> project(ProjectRef project) {
        return reference(project.id(), project.name(), project.domain());
    }

    private static Map<String, Object> reference(
            @Nullable String id, @Nullable String name, @Nullable DomainRef domain) {
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, "id", id);
        put(keys, "name", name);
        if (domain != null) {
            keys.put("domain", reference(domain.id(), domain.name(), null));
        }
        return keys;
    }

    private static void put(Map<String, Object> keys, String key, @Nullable String value) {
        if (value != null) {
            keys.put(key, value);
        }
    }

    private static String body(String method, Map<String, Object> keys, @Nullable Object scope) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("identity", Map.of("methods", List.of(method), method, keys));
        if (scope != null) {
            auth.put("scope", scope);
        }
        return ServiceJson.write(Map.of("auth", auth));
    }
}
