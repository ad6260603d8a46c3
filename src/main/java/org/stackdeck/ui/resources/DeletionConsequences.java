package org.stackdeck.ui.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;

/** Describes the effects of the deletion of a resource, as far as the viewer can see them. */
public final class DeletionConsequences {

    /** Maximum number of names in a sentence. */
    private static final int MAX_SHOWN = 10;

    private static final Logger LOG = LoggerFactory.getLogger(DeletionConsequences.class);

    private final ResourceUpdates updates;
    private final Messages messages;

    public DeletionConsequences(ResourceUpdates updates, Messages messages) {
        this.updates = updates;
        this.messages = messages;
    }

    /**
     * Effects of a deletion.
     *
     * @param sentences the project and the size of the resource, a sentence if the effects are not completely known,
     *     and the sentences of {@link #of}
     * @param users the visible resources that use the resource
     */
    record Consequences(List<String> sentences, List<ReferringResources> users) {

        List<CloudResource> usersOf(ResourceKind kind) {
            return users.stream()
                    .filter(usage -> usage.kind() == kind)
                    .flatMap(usage -> usage.resources().stream())
                    .toList();
        }
    }

    /**
     * Loads the current effects of the deletion from the clouds. Contains a sentence if a cloud did not respond. Blocks
     * for a few seconds at most.
     *
     * @param known used with the permissions if the resources cannot be loaded
     */
    Consequences load(
            CloudResource shown, ResourcePageData known, EffectivePermissions permissions, ViewerPermissions viewer) {
        try {
            ResourcePageData loaded = updates.loadWithReferringKinds(shown.kind(), List.of(shown), viewer.id());
            return describe(shown, loaded, isComplete(loaded), viewer.effectivePermissions());
        } catch (RuntimeException e) {
            LOG.warn("Could not load the resources that use {}", shown.key(), e);
            return describeKnown(shown, known, permissions);
        }
    }

    /** Never throws, because the dialog opens only after the effects have been returned. */
    private Consequences describeKnown(CloudResource shown, ResourcePageData known, EffectivePermissions permissions) {
        try {
            return describe(shown, known, false, permissions);
        } catch (RuntimeException e) {
            LOG.warn("Could not describe the effects of the deletion of {}", shown.key(), e);
            return new Consequences(List.of(messages.text("resources.delete.users-unknown")), List.of());
        }
    }

    private Consequences describe(
            CloudResource shown, ResourcePageData data, boolean isComplete, EffectivePermissions permissions) {
        CloudResource resource = data.of(shown.kind()).find(shown.key()).orElse(shown);
        List<String> sentences = new ArrayList<>();
        String facts = facts(resource, permissions);
        if (!facts.isEmpty()) {
            sentences.add(facts);
        }
        if (!isComplete) {
            sentences.add(messages.text("resources.delete.users-unknown"));
        }
        sentences.addAll(of(resource, data, permissions));
        return new Consequences(sentences, ReferringResources.of(resource, data));
    }

    /** Returns whether all clouds have returned the current resources of all kinds in the data. */
    public static boolean isComplete(ResourcePageData data) {
        return data.byKind().values().stream()
                .flatMap(visible -> visible.freshness().values().stream())
                .allMatch(freshness -> freshness.complete() && freshness.problem() == null);
    }

    /**
     * Returns the project and the size, because names are not unique. Returns an empty string if the resource has
     * neither.
     */
    private String facts(CloudResource resource, EffectivePermissions permissions) {
        ResourceValueFormatter values = new ResourceValueFormatter(messages, updates.names(permissions));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("servers.column.project", values.project(resource));
        resource.kind().fields().stream()
                .filter(field -> field.code().equals("size"))
                .forEach(field -> facts.put("resources.field.size", values.text(resource, field)));
        return facts.entrySet().stream()
                .filter(fact -> !fact.getValue().isEmpty())
                .map(fact -> messages.text("resources.action.title", messages.text(fact.getKey()), fact.getValue()))
                .collect(Collectors.joining(" · "));
    }

    /**
     * Returns sentences about the effects: on the servers of the resource, on its fixed IP, on the resources that use
     * it, and on servers that were created from an image.
     *
     * @param data must contain the kinds that can refer to the resource
     */
    public List<String> of(CloudResource resource, ResourcePageData data, EffectivePermissions permissions) {
        ResourceValueFormatter values = new ResourceValueFormatter(messages, updates.names(permissions));
        List<String> sentences = new ArrayList<>();
        String servers = resource.kind().fields().stream()
                .filter(field -> ResourceField.SERVERS.equals(field.target()))
                .map(field -> values.text(resource, field))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        if (!servers.isEmpty()) {
            sentences.add(messages.text("resources.delete.servers", servers));
        }
        resource.text("fixedIp").ifPresent(ip -> sentences.add(messages.text("resources.delete.fixed-ip", ip)));
        ReferringResources.of(resource, data).forEach(usage -> sentences.add(sentence(resource.kind(), usage, values)));
        int created = updates.serversFrom(resource, permissions).size();
        if (created > 0) {
            sentences.add(messages.text("resources.delete.created-servers", created));
        }
        return sentences;
    }

    private String sentence(ResourceKind deleted, ReferringResources usage, ResourceValueFormatter values) {
        return messages.text(
                sentenceKey(deleted, usage.kind()),
                messages.text("resources." + usage.kind().code() + ".title"),
                usage.resources().size(),
                usage.resources().stream().limit(MAX_SHOWN).map(values::label).collect(Collectors.joining(", ")));
    }

    private static String sentenceKey(ResourceKind deleted, ResourceKind user) {
        if (user == ResourceKind.VOLUME_BACKUP) {
            // Backups do not depend on their volume and snapshot.
            return "resources.delete.kept";
        }
        // Neutron deletes these rules too (neutron.db.models.securitygroup: foreign key with ON DELETE CASCADE).
        return deleted == ResourceKind.SECURITY_GROUP && user == ResourceKind.SECURITY_GROUP
                ? "resources.delete.rules"
                : "resources.delete.used-by";
    }
}
