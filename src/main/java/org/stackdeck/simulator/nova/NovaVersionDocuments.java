package org.stackdeck.simulator.nova;

import org.stackdeck.simulator.nova.request.Microversion;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/** Version documents of Nova. */
record NovaVersionDocuments(String base, Microversion newest) {

    ObjectNode all() {
        ObjectNode old = Json.object()
                .put("id", "v2.0")
                .put("status", "SUPPORTED")
                .put("version", "")
                .put("min_version", "")
                .put("updated", "2011-01-21T11:33:21Z");
        old.putArray("links").add(Json.link("self", base + "/v2/"));
        ObjectNode document = Json.object();
        document.putArray("versions").add(old).add(current());
        return document;
    }

    ObjectNode one() {
        ObjectNode current = current();
        current.withArray("links")
                .add(Json.object()
                        .put("rel", "describedby")
                        .put("type", "text/html")
                        .put("href", "http://docs.openstack.org/"));
        current.putArray("media-types")
                .add(Json.object()
                        .put("base", "application/json")
                        .put("type", "application/vnd.openstack.compute+json;version=2.1"));
        return Json.object().set("version", current);
    }

    private ObjectNode current() {
        ObjectNode current = Json.object()
                .put("id", "v2.1")
                .put("status", "CURRENT")
                .put("version", newest.toString())
                .put("min_version", Microversion.OLDEST.toString())
                .put("updated", "2013-07-23T11:33:21Z");
        current.putArray("links").add(Json.link("self", base + "/v2.1/"));
        return current;
    }
}
