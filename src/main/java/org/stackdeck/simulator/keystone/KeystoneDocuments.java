package org.stackdeck.simulator.keystone;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keystone's JSON documents. */
final class KeystoneDocuments {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static final String DOMAIN_NAME = "Default";

    private final String base;
    private final ServiceCatalog serviceCatalog;

    KeystoneDocuments(String base, ServiceCatalog serviceCatalog) {
        this.base = base;
        this.serviceCatalog = serviceCatalog;
    }

    ObjectNode versions() {
        ObjectNode values = Json.object();
        values.putArray("values").add(versionThree());
        return Json.object().set("versions", values);
    }

    ObjectNode version() {
        return Json.object().set("version", versionThree());
    }

    private ObjectNode versionThree() {
        ObjectNode version =
                Json.object().put("id", "v3.14").put("status", "stable").put("updated", "2020-04-07T00:00:00Z");
        version.putArray("links").add(Json.link("self", base + "/v3/"));
        version.putArray("media-types")
                .add(Json.object()
                        .put("base", "application/json")
                        .put("type", "application/vnd.openstack.identity-v3+json"));
        return version;
    }

    ObjectNode token(Token token) {
        ObjectNode body = Json.object();
        body.set("methods", Json.array(token.methods()));
        body.set("user", named(token.user().id(), token.user().name()).putNull("password_expires_at"));
        body.set("audit_ids", Json.array(token.auditIds()));
        body.put("expires_at", micros(token.expires()));
        body.put("issued_at", micros(token.issued()));
        SimulatedProject project = token.project();
        if (project != null) {
            body.set("project", named(project.id(), project.name()));
            body.put("is_domain", false);
            ArrayNode roles = body.putArray("roles");
            token.roles().forEach(r -> roles.add(Json.object().put("id", r.id()).put("name", r.code())));
            body.set("catalog", serviceCatalog.of(project));
        }
        ApplicationCredential credential = token.credential();
        if (credential != null) {
            body.putObject("application_credential")
                    .put("id", credential.id())
                    .put("name", credential.name())
                    .put("restricted", true);
        }
        return Json.object().set("token", body);
    }

    ObjectNode catalog(Token token) {
        SimulatedProject project = token.project();
        ObjectNode document = Json.object();
        document.set("catalog", project == null ? Json.array() : serviceCatalog.of(project));
        document.putObject("links").put("self", base + "/v3/auth/catalog");
        return document;
    }

    ObjectNode projects(List<SimulatedProject> projects, String self) {
        ArrayNode list = Json.array();
        projects.forEach(p -> list.add(body(p)));
        return listing("projects", list, self);
    }

    ObjectNode project(SimulatedProject project) {
        return Json.object().set("project", body(project));
    }

    private ObjectNode body(SimulatedProject project) {
        ObjectNode body = Json.object()
                .put("id", project.id())
                .put("name", project.name())
                .put("domain_id", "default")
                .put("description", project.description())
                .put("enabled", true)
                .put("parent_id", "default")
                .put("is_domain", false);
        body.putArray("tags");
        body.putObject("options");
        body.putObject("links").put("self", base + "/v3/projects/" + project.id());
        return body;
    }

    ObjectNode users(List<SimulatedUser> users) {
        ArrayNode list = Json.array();
        users.forEach(u -> list.add(body(u)));
        return listing("users", list, "/v3/users");
    }

    ObjectNode user(SimulatedUser user) {
        return Json.object().set("user", body(user));
    }

    private ObjectNode body(SimulatedUser user) {
        ObjectNode body = Json.object()
                .put("description", user.description())
                .put("id", user.id())
                .put("name", user.name())
                .put("domain_id", "default")
                .put("enabled", true)
                .putNull("password_expires_at");
        body.putObject("options");
        body.putObject("links").put("self", base + "/v3/users/" + user.id());
        return body;
    }

    /** @param isSelected whether the list contains the only domain */
    ObjectNode domains(boolean isSelected) {
        ArrayNode list = Json.array();
        if (isSelected) {
            list.add(domainBody());
        }
        return listing("domains", list, "/v3/domains");
    }

    ObjectNode domain() {
        return Json.object().set("domain", domainBody());
    }

    private ObjectNode domainBody() {
        ObjectNode domain = Json.object()
                .put("id", "default")
                .put("name", DOMAIN_NAME)
                .put("description", "The default domain")
                .put("enabled", true);
        domain.putArray("tags");
        domain.putObject("options");
        domain.putObject("links").put("self", base + "/v3/domains/default");
        return domain;
    }

    ObjectNode error(ApiException apiException) {
        ObjectNode document = Json.object();
        document.putObject("error")
                .put("code", apiException.status())
                .put("message", apiException.message())
                .put("title", title(apiException.status()));
        return document;
    }

    private static @Nullable String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            default -> null;
        };
    }

    private ObjectNode listing(String name, ArrayNode list, String self) {
        ObjectNode document = Json.object();
        document.set(name, list);
        document.set("links", links(self));
        return document;
    }

    private ObjectNode links(String self) {
        return Json.object().putNull("next").put("self", base + self).putNull("previous");
    }

    private static ObjectNode named(String id, String name) {
        ObjectNode named = Json.object();
        named.putObject("domain").put("id", "default").put("name", "Default");
        return named.put("id", id).put("name", name);
    }

    private static String micros(Instant instant) {
        return MICROS.format(instant);
    }
}
