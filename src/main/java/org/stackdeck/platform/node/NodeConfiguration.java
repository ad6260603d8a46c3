package org.stackdeck.platform.node;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

    @Bean
    NodeId nodeId() {
        return NodeId.create();
    }

    @Bean
    NodeHeaderFilter nodeHeaderFilter(ClusterProperties clusterProperties, NodeId nodeId) {
        return new NodeHeaderFilter(clusterProperties, nodeId);
    }
}
