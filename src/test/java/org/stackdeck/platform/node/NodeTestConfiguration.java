package org.stackdeck.platform.node;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/** Publishes events to other nodes if {@code stackdeck.nodes.enabled} is true. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClusterProperties.class)
@Import({NodeEventPublisher.class, NodeEventRepository.class, NodeConfiguration.class})
public class NodeTestConfiguration {}
