package org.stackdeck.cloud.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionRequestTests {

    /** {@link String#strip} removes the ideographic space of the last name, but not the no-break space of the third. */
    @ParameterizedTest
    @ValueSource(strings = {"web 1", " web 1 ", "\u00a0web 1", "web 1\u3000"})
    void namesHaveNoSurroundingSpaces(String given) {
        ActionRequest request = ActionRequest.of(ResourceAction.SET_VOLUME)
                .with(ActionParameter.NAME, given)
                .with(ActionParameter.DESCRIPTION, given);

        assertThat(request.value(ActionParameter.NAME)).contains("web 1");
        assertThat(request.value(ActionParameter.DESCRIPTION)).contains(given);
    }

    private static ActionRequest newNetwork(String cidr, String subnets) {
        return ActionRequest.of(ResourceAction.CREATE_NETWORK)
                .with(ActionParameter.NAME, "lan")
                .with(ActionParameter.CIDR, cidr)
                .with(ActionParameter.SUBNETS, subnets);
    }

    @Test
    void networkHasTheSubnetOfItsOwnParametersAndFurtherSubnets() {
        String text = NewSubnet.toText(List.of(
                Map.of(ActionParameter.CIDR, "2001:db8::/64", ActionParameter.GATEWAY, "none"),
                Map.of(ActionParameter.CIDR, "10.1.0.0/24", ActionParameter.HOST_ROUTES, "10.2.0.0/16 via 10.1.0.5")));
        ActionRequest request = newNetwork("10.0.0.0/24", text).with(ActionParameter.DNS, "192.0.2.1,192.0.2.2");

        request.validate();

        assertThat(text)
                .isEqualTo("cidr=2001:db8::/64; gateway=none"
                        + " | cidr=10.1.0.0/24; hostRoutes=10.2.0.0/16 via 10.1.0.5");
        assertThat(NewSubnet.of(request).stream().map(subnet -> subnet.toRequest("n")))
                .extracting(ActionRequest::toString)
                .containsExactly(
                        "create(network=n cidr=10.0.0.0/24 dns=192.0.2.1,192.0.2.2)",
                        "create(network=n cidr=2001:db8::/64 gateway=none)",
                        "create(network=n cidr=10.1.0.0/24 hostRoutes=10.2.0.0/16 via 10.1.0.5)");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/99, cidr=2001:db8::/64, cidr, MALFORMED",
        "10.0.0.0/24, cidr=2001:db8::, subnets[0].cidr, MALFORMED",
        "10.0.0.0/24, cidr=10.1.0.0/24 | gateway=none, subnets[1].cidr, MISSING",
        "10.0.0.0/24, cidr=10.1.0.0/24; dhcp=maybe, subnets[0].dhcp, MALFORMED",
        "10.0.0.0/24, cidr=10.1.0.0/24; name=web, subnets, MALFORMED",
        "10.0.0.0/24, cidr, subnets, MALFORMED",
        "10.0.0.0/24, cidr=10.1.0.0/24 | cidr=10.0.0.128/25, subnets[1].cidr, OVERLAPS_IN_NETWORK"
    })
    void invalidSubnetIsRefusedWithItsField(
            String cidr, String subnets, String field, InvalidActionParameterException.Reason reason) {
        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> newNetwork(cidr, subnets).validate())
                .satisfies(e -> {
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e.reason()).isEqualTo(reason);
                });
    }

    @Test
    void tagsForNeutronDoNotDifferOnlyInCase() {
        ActionRequest tags = ActionRequest.of(ResourceAction.SET_ROUTER_TAGS);

        assertThatThrownBy(
                        () -> tags.with(ActionParameter.TAGS, "web, Prod, prod").validate())
                .isInstanceOfSatisfying(
                        InvalidActionParameterException.class,
                        e -> assertThat(e.reason()).isEqualTo(InvalidActionParameterException.Reason.SIMILAR_TAGS));
        assertThatCode(() -> tags.with(ActionParameter.TAGS, "web, prod, prod").validate())
                .doesNotThrowAnyException();
        assertThatCode(() -> ActionRequest.of(ResourceAction.SET_IMAGE)
                        .with(ActionParameter.TAGS, "Prod, prod")
                        .validate())
                .as("Glance")
                .doesNotThrowAnyException();
    }

    /** The database stores 4,000 characters of all parameters. */
    @Test
    void parametersOfSubnetsThatAreTooLongTogetherAreRefused() {
        String many = "10.0.0.10-10.0.0.99,".repeat(49) + "10.0.1.1-10.0.1.2";
        ActionRequest request =
                newNetwork("10.0.0.0/16", "cidr=2001:db8::/64; pools=" + many).with(ActionParameter.POOLS, many);

        request.validate();

        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> request.with(ActionParameter.HOST_ROUTES, "10.2.0.0/16 via 10.0.0.5,".repeat(30))
                        .validate());
    }
}
