import type { Domain } from '#shared/contracts/scenario-format.contract.ts';

/** What people read for the field a scenario belongs to. Safe for candidates: no technique is named. */
export const DOMAIN_NAMES: Readonly<Record<Domain, string>> = {
  ads: 'Ads',
  feed: 'Feed',
  search: 'Search',
  recommendation: 'Recommendation',
  vision: 'Vision',
  trust_safety: 'Trust and safety',
  fraud: 'Fraud',
  social_graph: 'Social graph',
  marketplace: 'Marketplace',
  maps_eta: 'Maps and ETA',
  notifications: 'Notifications',
  nlp: 'Language',
  forecasting: 'Forecasting',
  llm_app: 'LLM application',
  llm_platform: 'LLM platform',
  ml_platform: 'ML platform',
};
