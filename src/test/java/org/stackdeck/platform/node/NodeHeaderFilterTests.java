package org.stackdeck.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class NodeHeaderFilterTests {

    private final NodeId node = new NodeId(UUID.randomUUID());

    @Test
    void responseToHeadContainsTheNode() throws Exception {
        assertThat(send(true, "HEAD").getHeader(NodeHeaderFilter.HEADER)).isEqualTo(node.toString());
    }

    @Test
    void otherResponsesDoNotContainTheNode() throws Exception {
        assertThat(send(true, "GET").getHeaderNames()).isEmpty();
    }

    @Test
    void singleNodeIsNotNamed() throws Exception {
        assertThat(send(false, "HEAD").getHeaderNames()).isEmpty();
    }

    private MockHttpServletResponse send(boolean severalNodes, String method) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        ClusterProperties properties = new ClusterProperties(severalNodes, Duration.ofMillis(250), Duration.ZERO);
        new NodeHeaderFilter(properties, node)
                .doFilter(new MockHttpServletRequest(method, "/servers"), response, chain);
        assertThat(chain.getRequest()).isNotNull();
        return response;
    }
}
