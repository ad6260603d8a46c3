package org.stackdeck.platform.node;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * With several nodes, adds the ID of this node to responses to HEAD. Open pages send HEAD to detect that another node
 * responds.
 */
final class NodeHeaderFilter extends OncePerRequestFilter {

    /** Also in {@code connection.js}. */
    static final String HEADER = "Stackdeck-Node";

    private final ClusterProperties clusterProperties;
    private final NodeId node;

    NodeHeaderFilter(ClusterProperties clusterProperties, NodeId node) {
        this.clusterProperties = clusterProperties;
        this.node = node;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !clusterProperties.enabled() || !request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HEADER, node.toString());
        chain.doFilter(request, response);
    }
}
