package emulator

// removeJobs removes the sync jobs of a connector.
func (s *Server) removeJobs(string) {}
