package org.stackdeck.cloud.openstack.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.resource.SecurityRule;

/** The fields of security groups and address groups that Stackdeck reads from responses of Neutron. */
final class SecurityGroupDtos {

    private SecurityGroupDtos() {}

    record SecurityGroupBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description,
            @JsonProperty("project_id") @Nullable String projectId,
            @JsonProperty("security_group_rules") @Nullable List<RuleBody> rules,
            @Nullable List<String> tags)
            implements NeutronCollection.Body {

        /**
         * Sorts the rules, because Neutron returns them in any order, so that each response would look like a change.
         */
        @Override
        public CloudResourceBuilder toResource() {
            return CloudResourceBuilder.of(ResponseFields.required(id), projectId, name)
                    .value("description", description)
                    .value(
                            "rules",
                            rulesOrNone().stream()
                                    .map(RuleBody::toRule)
                                    .sorted(SecurityRule.BY_DIRECTION)
                                    .map(SecurityRule::toString)
                                    .toList())
                    .tags(tags);
        }

        List<RuleBody> rulesOrNone() {
            return rules == null ? List.of() : rules;
        }
    }

    record RuleBody(
            @Nullable String id,
            @Nullable String direction,
            @JsonProperty("ethertype") @Nullable String etherType,
            @Nullable String protocol,
            @JsonProperty("port_range_min") @Nullable Integer from,
            @JsonProperty("port_range_max") @Nullable Integer to,
            @JsonProperty("remote_ip_prefix") @Nullable String prefix,
            @JsonProperty("remote_group_id") @Nullable String groupId,

            @JsonProperty("remote_address_group_id") @Nullable
            String addressGroupId) {

        SecurityRule toRule() {
            return SecurityRule.of(
                    "ingress".equals(direction),
                    etherType == null ? "" : etherType,
                    protocol,
                    from,
                    to,
                    addressGroupId != null
                            ? SecurityRule.ADDRESS_GROUP + addressGroupId
                            : prefix == null ? groupId : prefix);
        }
    }

    record AddressGroupBody(
            @Nullable String id,
            @Nullable String name,
            @JsonProperty("project_id") @Nullable String projectId,
            @Nullable String description,
            @Nullable List<String> addresses)
            implements NeutronCollection.Body {

        @Override
        public CloudResourceBuilder toResource() {
            return CloudResourceBuilder.of(ResponseFields.required(id), projectId, name)
                    .value("description", description)
                    .value("addresses", addresses);
        }
    }
}
